-- What the session's way to Telegram calls the message that a recipient got, unique in their chat; null: not known.
alter table delivery add column message_id bigint;
