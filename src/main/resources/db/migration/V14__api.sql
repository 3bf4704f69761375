-- The answers that a repeated Idempotency-Key gets again: of the caller, the route and the body that they were given to.
create table idempotent_request (
    -- empty while nobody signs in
    caller      varchar(200) not null,
    -- method and path
    route       varchar(220) not null,
    key         varchar(200) not null,
    at          bigint       not null,
    -- null while the first request is in progress
    status      integer,
    -- SHA-256 of the query and the body; null: not known
    fingerprint varchar(64),
    location    text,
    tag         varchar(40),
    body        text,
    primary key (caller, route, key)
);
insert into idempotent_request (caller, route, key, at, status, body)
select '', 'POST /' || path, key, at, status, body
from idempotency
where status between 200 and 299;
drop table idempotency;

-- Whether Reprise chose the campaign's id: a client that brings ids of its own does not mean that one. Of those that
-- are there nobody knows.
alter table campaign add column id_given_out boolean not null default false;

-- The log shows the newest outcomes first.
create index delivery_newest on delivery (campaign_id, at, user_id) where state <> 'CLAIMED';

-- Rises with every change of the counts, so that memory knows which of two tallies is the newer.
alter table campaign add column counts_version bigint not null default 0;

-- How many were recorded as reached by other means: they stand in delivery, and are no work of the campaign's.
alter table campaign add column elsewhere_count bigint not null default 0;
update campaign
   set elsewhere_count = (select coalesce(sum(deliveries), 0)
                            from outcome_reason o
                           where o.campaign_id = campaign.id and o.state = 'SENT' and o.reason = 'elsewhere');
update campaign set sent_count = sent_count - elsewhere_count where elsewhere_count > 0;
update outcome_in_time
   set sent = sent - (select count(*)
                        from delivery d
                       where d.campaign_id = outcome_in_time.campaign_id
                         and d.state = 'SENT'
                         and d.reason = 'elsewhere'
                         and d.at >= outcome_in_time.at
                         and d.at < coalesce((select min(later.at)
                                                from outcome_in_time later
                                               where later.campaign_id = outcome_in_time.campaign_id
                                                 and later.at > outcome_in_time.at),
                                             9223372036854775807))
 where campaign_id in (select id from campaign where elsewhere_count > 0);
delete from outcome_reason where state = 'SENT' and reason = 'elsewhere';
