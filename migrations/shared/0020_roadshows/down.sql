DROP TABLE ballot;
DROP TABLE juror;
DROP TABLE sheet_version;
DROP TABLE sheet;
DROP TABLE slot;
DROP TABLE draw;
