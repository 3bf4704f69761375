// A job for each message in Redis, and a worker that takes 32 at once. node bullmq.js <Bot API> <token>; REDIS_PORT says
// where Redis is. It never ends.
import { Queue, Worker } from 'bullmq';
import { Bot } from 'grammy';
import { Redis } from 'ioredis';

const [url, token] = process.argv.slice(2);
const connection = new Redis(Number(process.env.REDIS_PORT), '127.0.0.1', { maxRetriesPerRequest: null });
const bot = new Bot(token, { client: { apiRoot: url } });
const queue = new Queue('messages', { connection });
const whenDone = { removeOnComplete: true, removeOnFail: true };

new Worker(
  'messages',
  (job) => bot.api.sendMessage(job.data.user, 'A message of ordinary length, as people write it.', { allow_paid_broadcast: true }),
  { connection, concurrency: 32 },
);

let users = 0;
while (true) {
  if ((await queue.getWaitingCount()) < 2000) {
    await queue.addBulk(Array.from({ length: 1000 }, () => ({ name: 'message', data: { user: ++users }, opts: whenDone })));
  } else {
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
