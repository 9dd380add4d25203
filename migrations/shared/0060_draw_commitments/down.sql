DROP TABLE draw_commitment;
