// A small bot on an independent library, to prove the fake Bot API server: it polls, answers, reads buttons, edits, sends a picture and reads a file.
import { Bot, InlineKeyboard, InputFile } from "grammy";

const [token, apiRoot] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
bot.command("start", context => context.reply(`started with ${context.match}`));
bot.on("message:document", async context => {
  const file = await context.getFile();
  const content = await (await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`)).text();
  await context.reply(`file says ${content}`);
});
bot.on("message:text", async context => {
  await context.replyWithChatAction("typing");
  await context.reply(`<b>you said</b> ${context.message.text}`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("one", "b1").text("two", "b2"),
  });
});
bot.on("callback_query:data", async context => {
  await context.answerCallbackQuery();
  await context.editMessageText(`pressed ${context.callbackQuery.data}`);
  await context.replyWithPhoto(new InputFile(new Uint8Array([137, 80, 78, 71]), "p.png"), { caption: "a picture" });
});
bot.catch(problem => console.error(String(problem.error ?? problem)));
await bot.api.setMyCommands([{ command: "start", description: "Begin" }]);
await bot.start({ onStart: me => console.log(`polling as ${me.username}`) });
