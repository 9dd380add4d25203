DROP TABLE tie_act;
