-- What pages show of millions of deliveries and contacts without reading them all. The two tables change in the
-- transaction that changes delivery, so they always agree with it.

-- How many were sent and failed in a stretch of time. The stretches grow with the campaign's age (see "count-in-time"
-- in delivery.sql), so a campaign of weeks has a few thousand rows.
create table outcome_in_time (
    campaign_id bigint not null,
    -- where the stretch begins
    at          bigint not null,
    sent        bigint not null,
    failed      bigint not null,
    primary key (campaign_id, at)
) ${clustered};

-- How many deliveries have a reason, by state. Those without one, nearly all, are the rest of the campaign's own counts.
create table outcome_reason (
    campaign_id bigint       not null,
    state       varchar(9)   not null,
    reason      varchar(200) not null,
    deliveries  bigint       not null,
    primary key (campaign_id, state, reason)
) ${clustered};

insert into outcome_in_time (campaign_id, at, sent, failed)
select campaign_id, at - at % 60000,
       sum(case state when 'SENT' then 1 else 0 end), sum(case state when 'FAILED' then 1 else 0 end)
from delivery
where state in ('SENT', 'FAILED')
group by campaign_id, at - at % 60000;

insert into outcome_reason (campaign_id, state, reason, deliveries)
select campaign_id, state, reason, count(*)
from delivery
where state <> 'CLAIMED' and reason is not null
group by campaign_id, state, reason;

-- The failed of a campaign: few of many, and the ones that people look for.
create index delivery_failed on delivery (campaign_id, user_id) where state = 'FAILED';

-- Contacts are found by how a name begins. Compared byte by byte, as SQLite does anyway: in the order of a language
-- no range of an index holds all that begins alike.
${onPostgresql} alter table contact alter column username type varchar(64) collate "C";
${onPostgresql} alter table contact alter column first_name type varchar(200) collate "C";
${onPostgresql} alter table contact alter column last_name type varchar(200) collate "C";
create index contact_username on contact (session_id, lower(username), user_id) where username is not null;
create index contact_first_name on contact (session_id, lower(first_name), user_id) where first_name is not null;
create index contact_last_name on contact (session_id, lower(last_name), user_id) where last_name is not null;
