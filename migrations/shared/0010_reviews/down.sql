DROP TABLE standing;
DROP TABLE review;
DROP TABLE recusal;
DROP TABLE seat;
DROP TABLE coaching_attendance;
DROP TABLE coaching_session;
DROP TABLE eligibility_check;
