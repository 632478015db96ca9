// What this browser keeps for the person: unsent messages, a draft, the colours. Works (without keeping) where storage is refused or full.
const memory = new Map();

export const kept = {
  get(key) {
    try { return localStorage.getItem(key) ?? memory.get(key) ?? null; } catch { return memory.get(key) ?? null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); memory.delete(key); } catch { memory.set(key, value); }
  },
  remove(key) {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  keys(prefix) {
    const found = new Set([...memory.keys()]);
    try { for (let i = 0; i < localStorage.length; i++) found.add(localStorage.key(i)); } catch { /* nothing was kept */ }
    return [...found].filter((key) => key.startsWith(prefix));
  },
};
