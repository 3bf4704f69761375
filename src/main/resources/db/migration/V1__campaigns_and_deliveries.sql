-- One set for SQLite and PostgreSQL 15+. Times are milliseconds since 1970 UTC; ids are assigned by Reprise.
-- ${clustered} is "without rowid" on SQLite: the rows lie in the key's order, one tree instead of two.

-- The last id given out for each kind of thing that Reprise numbers itself.
create table counter (
    name  varchar(20) not null primary key,
    value bigint      not null
);
insert into counter (name, value) values ('campaign', 0), ('session', 0);

-- A connected Telegram identity. Credentials never stand here.
create table session (
    id         bigint       not null primary key,
    account_id bigint       not null,
    name       varchar(200) not null unique,
    kind       varchar(10)  not null,
    phone      varchar(32),
    created_at bigint       not null,
    -- when the gateway's own chats were last copied to contact; null: never, so the next campaign does it
    synced_at  bigint
);

-- Someone who wrote to the session, or opted in with a source.
create table contact (
    session_id       bigint not null,
    user_id          bigint not null,
    username         varchar(64),
    first_name       varchar(200),
    last_name        varchar(200),
    phone            varchar(32),
    language         varchar(16),
    -- the earliest sign of the chat that is known: a message or the opt-in
    first_message_at bigint,
    last_message_at  bigint,
    opted_in_at      bigint,
    opt_in_source    varchar(200),
    primary key (session_id, user_id)
) ${clustered};

-- Who asked not to be written to: holds for every campaign of the account.
create table opt_out (
    account_id bigint       not null,
    user_id    bigint       not null,
    at         bigint       not null,
    source     varchar(200) not null,
    primary key (account_id, user_id)
) ${clustered};

create table campaign (
    id                    bigint       not null primary key,
    account_id            bigint       not null,
    session_id            bigint       not null references session (id),
    status                varchar(10)  not null,
    -- the newest row of revision
    revision              integer      not null,
    -- rises with every change of settings; the ETag
    version               integer      not null,
    -- rises with every change of settings or status: what a guarded update compares, and what tells old from new
    changes               integer      not null,
    -- rises with every start and resume; a claim names the run that made it, so a run that was
    -- stopped or overtaken can claim nothing more
    run                   integer      not null,
    max_recipients        bigint,
    target_recipients     bigint,
    sleep_millis          bigint       not null,
    chat_start_time       bigint,
    chat_start_time_cmp   varchar(6),
    newest_chat_time      bigint,
    newest_chat_time_cmp  varchar(6),
    -- JSON arrays of names
    categories            text,
    include_categories    text,
    exclude_categories    text,
    -- how many contacts the targeting selects; the limit is applied when it is read
    audience_size         bigint       not null,
    -- kept in the transaction that changes delivery, so they always agree with it
    claimed_count         bigint       not null,
    sent_count            bigint       not null,
    failed_count          bigint       not null,
    uncertain_count       bigint       not null,
    error                 text,
    created_at            bigint       not null,
    updated_at            bigint,
    started_at            bigint,
    completed_at          bigint
);
-- the list, newest first
create index campaign_newest on campaign (created_at, id);
create index campaign_by_session on campaign (session_id);

-- Every text a campaign ever had.
create table revision (
    campaign_id bigint  not null references campaign (id),
    number      integer not null,
    text        text    not null,
    created_at  bigint  not null,
    -- how many were sent it; kept in the transaction that changes delivery
    sent_count  bigint  not null,
    primary key (campaign_id, number)
);

-- The ledger: its key is the promise that nobody is messaged twice. No foreign key: a campaign is never
-- deleted, and the check would cost every claim.
create table delivery (
    campaign_id bigint      not null,
    user_id     bigint      not null,
    state       varchar(9)  not null,
    reason      varchar(200),
    -- the text that was handed over; while CLAIMED, the newest one when it was claimed
    revision    integer     not null,
    run         integer     not null,
    -- when the row came into its state
    at          bigint      not null,
    primary key (campaign_id, user_id)
) ${clustered};
-- what a crash left behind, and what an operator has to decide: few rows each
create index delivery_claimed on delivery (campaign_id, user_id) where state = 'CLAIMED';
create index delivery_uncertain on delivery (campaign_id, user_id) where state = 'UNCERTAIN';

-- What happened to a campaign, for people.
create table activity (
    campaign_id bigint      not null references campaign (id),
    number      integer     not null,
    at          bigint      not null,
    type        varchar(20) not null,
    details     text        not null,
    primary key (campaign_id, number)
);

-- First answers to Idempotency-Key; status is null while the first request is still at work.
create table idempotency (
    path   varchar(200) not null,
    key    varchar(200) not null,
    at     bigint       not null,
    status integer,
    body   text,
    primary key (path, key)
);
