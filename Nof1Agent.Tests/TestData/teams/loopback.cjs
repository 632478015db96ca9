// Whatever the program loaded after this listens on, it listens on this computer only.
const net = require("node:net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  if (typeof args[0] === "object" && args[0] !== null && "port" in args[0]) args[0].host = "127.0.0.1";
  else if (typeof args[0] === "number" || /^\d+$/.test(args[0])) {
    const done = args.find(one => typeof one === "function");
    args = [{ port: Number(args[0]), host: "127.0.0.1" }, ...(done ? [done] : [])];
  }
  return listen.apply(this, args);
};
