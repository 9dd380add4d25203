DROP TABLE proposal_version;
DROP TABLE proposal_partner;
DROP TABLE proposal;
