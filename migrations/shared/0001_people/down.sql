DROP TABLE session;
DROP TABLE tie;
DROP TABLE role_grant;
DROP TABLE person;
DROP TABLE organisation_standing;
DROP TABLE organisation;
DROP TABLE tenant;
