-- How a text says what is bold; what was written before formats is plain.
alter table revision add column format varchar(10) not null default 'PLAIN';
