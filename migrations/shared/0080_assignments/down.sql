DROP TABLE assignment;
DROP TABLE assignment_plan;
