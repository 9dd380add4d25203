DROP TABLE ledger_entry;
DROP TABLE refund;
DROP TABLE payment_step;
DROP TABLE instalment;
DROP TABLE agreement;
