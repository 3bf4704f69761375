-- Who may do what: accounts, their people, sign-ins, tokens, and what was done by whom.
create table account (
    id         bigint       not null primary key,
    name       varchar(200) not null,
    -- in which a time without an offset is meant; null: the one of the settings
    zone       varchar(64),
    created_at bigint       not null
);
insert into account (id, name, created_at) values (1, 'Reprise', 0);
insert into account (id, name, created_at)
select account_id, 'Account ' || account_id, 0 from session where account_id <> 1
union
select account_id, 'Account ' || account_id, 0 from campaign where account_id <> 1
union
select account_id, 'Account ' || account_id, 0 from opt_out where account_id <> 1;

create table person (
    id          bigint       not null primary key,
    account_id  bigint       not null references account (id),
    -- what they sign in with, in small letters
    email       varchar(254) not null unique,
    name        varchar(200) not null,
    role        varchar(10)  not null,
    -- salted and hashed; null: they were invited, and have chosen none yet
    password    varchar(300),
    created_at  bigint       not null,
    -- null: never
    last_signed_in_at bigint,
    -- null: they may sign in
    disabled_at bigint
);
create index person_of_account on person (account_id, id);

-- A link that lets a person choose a password, once.
create table invitation (
    person_id  bigint      not null primary key references person (id),
    -- SHA-256 of the secret in it
    hash       varchar(64) not null unique,
    expires_at bigint      not null
);

create table sign_in (
    id         bigint       not null primary key,
    person_id  bigint       not null references person (id),
    -- SHA-256 of the secret in the cookie
    hash       varchar(64)  not null unique,
    created_at bigint       not null,
    last_used_at bigint     not null,
    -- from where and with what, as the person is shown
    address    varchar(64),
    agent      varchar(300)
);
create index sign_in_of_person on sign_in (person_id, id);

-- A browser that somebody signed in with before: strangers who guess do not lock it out.
create table known_browser (
    hash       varchar(64) not null primary key,
    person_id  bigint      not null references person (id),
    seen_at    bigint      not null
);

create table token (
    id         bigint       not null primary key,
    account_id bigint       not null references account (id),
    name       varchar(200) not null,
    role       varchar(10)  not null,
    -- SHA-256 of the secret
    hash       varchar(64)  not null unique,
    -- the name of whoever made it
    made_by    varchar(254) not null,
    created_at bigint       not null,
    -- null: never
    expires_at bigint,
    last_used_at bigint,
    revoked_at bigint
);
create index token_of_account on token (account_id, id);

-- How often something may be tried: when the next try would be one that came as seldom as it should.
create table throttle (
    -- SHA-256 of what is limited
    key varchar(64) not null primary key,
    at  bigint      not null
);

-- Appended to, in the transaction of what it tells of; taken away by age alone.
create table audit (
    id         bigint       not null primary key,
    account_id bigint       not null,
    at         bigint       not null,
    -- PERSON, TOKEN, LOCAL (whoever is at the machine, while there is nobody to sign in), NOBODY
    actor_kind varchar(10)  not null,
    actor_id   bigint,
    actor_name varchar(254) not null,
    address    varchar(64),
    request_id varchar(200),
    action     varchar(40)  not null,
    -- campaign, session, contact …, and which; null: none
    subject_kind varchar(20),
    subject_id varchar(200),
    -- JSON of what it changed; null: nothing to tell
    before     text,
    after      text
);
create index audit_newest on audit (account_id, at, id);
create index audit_by_action on audit (account_id, action, at, id);

insert into counter (name, value) values ('person', 0), ('sign_in', 0), ('token', 0), ('audit', 0);
insert into counter (name, value) select 'account', max(id) from account;

-- A session's name is its account's own. SQLite cannot change a constraint: the table is made anew, and gets its rows
-- back before the transaction ends, so that whatever refers to them still finds them.
${onSqlite} pragma defer_foreign_keys = on;
${onSqlite} create table session_before as select * from session;
${onSqlite} drop table session;
${onSqlite} create table session (id bigint not null primary key, account_id bigint not null, name varchar(200) not null, kind varchar(10) not null, phone varchar(32), created_at bigint not null, synced_at bigint, via varchar(10) not null default 'SANDBOX', state varchar(12) not null default 'READY', state_detail varchar(500), telegram_id bigint, rate double precision, paid_broadcast boolean not null default false, sync_stopped boolean not null default false, paused_for varchar(30), paused_at bigint, paused_until bigint, unique (account_id, name));
${onSqlite} insert into session (id, account_id, name, kind, phone, created_at, synced_at, via, state, state_detail, telegram_id, rate, paid_broadcast, sync_stopped, paused_for, paused_at, paused_until) select id, account_id, name, kind, phone, created_at, synced_at, via, state, state_detail, telegram_id, rate, paid_broadcast, sync_stopped, paused_for, paused_at, paused_until from session_before;
${onSqlite} drop table session_before;
${onPostgresql} alter table session drop constraint session_name_key;
${onPostgresql} alter table session add constraint session_name_key unique (account_id, name);

-- A campaign is of its session's account: whom it leaves out went by that before. Nobody could say otherwise but by
-- naming another number.
update campaign
   set account_id = (select s.account_id from session s where s.id = campaign.session_id)
 where account_id <> (select s.account_id from session s where s.id = campaign.session_id);

create index session_by_name on session (name);
create index campaign_of_account on campaign (account_id, created_at, id);
