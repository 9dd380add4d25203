DROP TABLE act_key;
DROP TABLE letter;
DROP TABLE event;
