DROP TABLE voucher;
DROP TABLE activity_record;
DROP TABLE milestone_report;
DROP TABLE milestone;
