-- What is known of people beyond what Telegram tells, the rules that select by it, and the campaigns that use them.

-- What an account keeps of its contacts, by name. A type never changes: values are stored in its shape.
create table attribute (
    id         bigint      not null primary key,
    account_id bigint      not null,
    name       varchar(40) not null,
    -- TEXT, NUMBER, DATE, FLAG
    type       varchar(6)  not null,
    created_at bigint      not null,
    unique (account_id, name)
);
insert into counter (name, value) values ('attribute', 0);

-- A JSON object by the attributes' names: texts, numbers, dates as "2026-01-31", true and false. Null: none.
alter table contact add attributes ${json};
-- An IANA name, and who said so: IMPORT, API or OPERATOR. Null: unknown.
alter table contact add zone varchar(64);
alter table contact add zone_source varchar(8);

create table tag (
    id         bigint      not null primary key,
    account_id bigint      not null,
    name       varchar(60) not null,
    created_at bigint      not null,
    unique (account_id, name)
);
insert into counter (name, value) values ('tag', 0);

-- Which contacts have which tag, and since when.
create table contact_tag (
    session_id bigint not null,
    user_id    bigint not null,
    tag_id     bigint not null,
    at         bigint not null,
    primary key (session_id, user_id, tag_id)
) ${clustered};
create index contact_of_tag on contact_tag (tag_id, session_id, user_id);

-- A rule under a name.
create table segment (
    id         bigint       not null primary key,
    account_id bigint       not null,
    name       varchar(100) not null,
    -- JSON, as a campaign's
    rule       text         not null,
    -- from 1; each change of the rule counts
    version    integer      not null,
    created_at bigint       not null,
    updated_at bigint       not null,
    unique (account_id, name)
);
insert into counter (name, value) values ('segment', 0);

-- Whom a campaign is for beside its other criteria: JSON. Null: nothing is asked for.
alter table campaign add rule text;
