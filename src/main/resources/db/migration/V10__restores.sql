-- So that a database that came out of a backup is known for one (src/adr/0014).

-- How many people the campaign ever took in hand, or was told of as reached: never lowered, also when a claim is given
-- back. The data directory remembers the number outside of the database.
alter table campaign add column claims bigint not null default 0;
update campaign set claims = claimed_count + sent_count + failed_count + uncertain_count;

-- One row, made by the first start: which database this is, and which memory has watched it last.
create table installation (
    one        integer     not null primary key,
    id         varchar(36) not null,
    -- null until there is one
    memory     varchar(36),
    -- what the last finding was and when, until an operator accepts the database; null: none stands
    notice     varchar(10),
    noticed_at bigint
);

-- Campaigns that may have reached people whom this database does not know. It may not know the campaign either.
create table maybe_reached (
    campaign_id bigint not null primary key,
    -- at most so many; null: nobody knows
    people      bigint,
    noticed_at  bigint not null
);

-- Campaigns that the data directory remembers and this database does not: their numbers are not given out again, and
-- one that a client creates anew counts on from what is remembered.
create table lost_campaign (
    campaign_id bigint  not null primary key,
    claims      bigint  not null,
    changes     integer not null
);
