-- What the first version left in a database of the first migration when it was killed: a campaign half-way, with one
-- recipient in each state, and one that is done.
update counter set value = 1 where name = 'session';
update counter set value = 8 where name = 'campaign';
insert into session (id, account_id, name, kind, created_at, synced_at) values (1, 1, 'shop', 'SANDBOX', 1767225600000, 1767225600000);
insert into contact (session_id, user_id, username, first_name, first_message_at, last_message_at)
values (1, 101, 'anna', 'Anna', 1767225600000, 1767225600000), (1, 102, null, 'Ben', 1767225600000, 1767225600000),
       (1, 103, null, 'Carl', 1767225600000, 1767225600000), (1, 104, null, 'Dora', 1767225600000, 1767225600000),
       (1, 105, null, 'Emil', 1767225600000, 1767225600000), (1, 106, null, 'Fay', 1767225600000, 1767225600000),
       (1, 107, null, 'Gus', 1767225600000, 1767225600000);
insert into opt_out (account_id, user_id, at, source) values (1, 107, 1767225600000, 'asked');
insert into campaign (id, account_id, session_id, status, revision, version, changes, run, max_recipients,
                      target_recipients, sleep_millis, categories, include_categories,
                      exclude_categories, audience_size, claimed_count, sent_count, failed_count,
                      uncertain_count, error, created_at, updated_at, started_at, completed_at)
values (7, 1, 1, 'running', 2, 2, 3, 1, null, null, 0, '[]', '[]', '[]', 6, 1, 1, 1, 1, null, 1767225600000, 1767225601000, 1767225600000, null),
       (8, 1, 1, 'completed', 1, 1, 3, 1, 1, null, 0, '[]', '[]', '[]', 6, 0, 1, 0, 0, null, 1767225600000, null, 1767225600000, 1767225602000);
insert into revision (campaign_id, number, text, created_at, sent_count)
values (7, 1, 'Hello', 1767225600000, 1), (7, 2, 'Hello again', 1767225601000, 0), (8, 1, 'Bye', 1767225600000, 1);
insert into delivery (campaign_id, user_id, state, reason, revision, run, at)
values (7, 101, 'SENT', null, 1, 1, 1767225600500), (7, 102, 'CLAIMED', null, 2, 1, 1767225601500),
       (7, 103, 'FAILED', 'blocked', 1, 1, 1767225600700), (7, 104, 'UNCERTAIN', 'no reply', 1, 1, 1767225600900),
       (8, 101, 'SENT', null, 1, 1, 1767225600500);
insert into activity (campaign_id, number, at, type, details)
values (7, 1, 1767225600000, 'started', 'by an operator'), (8, 1, 1767225600000, 'started', 'by an operator');
