DROP TABLE paper_ballot;
