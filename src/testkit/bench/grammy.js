// A loop as one would write it: 32 messages on their way, and who was sent one stands in SQLite, so that a second
// start would skip them. node grammy.js <Bot API> <token>; FILE names the database. It never ends.
import { DatabaseSync } from 'node:sqlite';
import { Bot } from 'grammy';

const [url, token] = process.argv.slice(2);
const database = new DatabaseSync(process.env.FILE);
database.exec('pragma journal_mode = wal; pragma synchronous = normal');
database.exec('create table if not exists sent (user_id integer primary key)');
const isSent = database.prepare('select 1 from sent where user_id = ?');
const noteSent = database.prepare('insert into sent (user_id) values (?)');
const bot = new Bot(token, { client: { apiRoot: url } });

let users = 0;
async function sendOnAndOn() {
  while (true) {
    const user = ++users;
    if (!isSent.get(user)) {
      await bot.api.sendMessage(user, 'A message of ordinary length, as people write it.', { allow_paid_broadcast: true });
      noteSent.run(user);
    }
  }
}
for (let i = 0; i < 32; i++) {
  sendOnAndOn();
}
