DROP TABLE hosting;
DROP TABLE round_document;
DROP TABLE round;
DROP TABLE programme;
