-- What is told to people, as a key and its values: pages say it in their reader's language. The English words stay
-- beside it, for whoever reads the table; rows from before have them alone, and are shown as they are.
alter table campaign add column error_said text;
alter table activity add column details_said text;
