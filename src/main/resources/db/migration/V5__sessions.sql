-- Sessions that speak to Telegram itself: how, in what state, how fast, and with which secrets.

-- which gateway speaks for it
alter table session add column via varchar(10) not null default 'SANDBOX';
alter table session add column state varchar(12) not null default 'READY';
-- why it is in that state, for people
alter table session add column state_detail varchar(500);
-- its own Telegram user id, known once it was connected
alter table session add column telegram_id bigint;
-- messages a second that an operator chose; null: the default of its kind
alter table session add column rate double precision;
alter table session add column paid_broadcast boolean not null default false;

-- Bot tokens and database keys, sealed (security/Vault): nothing readable stands here.
create table session_secret (
    session_id bigint      not null references session (id),
    name       varchar(20) not null,
    sealed     text        not null,
    primary key (session_id, name)
);

-- Updates of a bot that were taken in: Telegram repeats one whose receipt it did not see. The highest one is where to
-- go on; those far below it are forgotten.
create table taken_update (
    session_id bigint not null,
    update_id  bigint not null,
    primary key (session_id, update_id)
) ${clustered};
