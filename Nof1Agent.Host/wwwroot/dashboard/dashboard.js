// Keyboard and scrolling of the coach dashboard. Everything else happens on the server.
'use strict';

const isTyping = target => target.closest('input, textarea, select, [contenteditable]') !== null;

function move(by) {
  const rows = [...document.querySelectorAll('a[data-row]')];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const search = document.getElementById('search');
  if (event.key === '/' && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === 'j' || event.key === 'k') {
    move(event.key === 'j' ? 1 : -1);
  }
});

// The end of a conversation stays in view while somebody reads there; whoever has scrolled up is left alone.
const followed = new WeakSet();
new MutationObserver(() => {
  const transcript = document.querySelector('[data-stick]');
  if (!transcript) return;
  if (!followed.has(transcript)) {
    followed.add(transcript);
    transcript.stuck = true;
    transcript.addEventListener('scroll', () => {
      transcript.stuck = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight < 80;
    }, { passive: true });
  }
  if (transcript.stuck) transcript.scrollTop = transcript.scrollHeight;
}).observe(document.body, { childList: true, subtree: true });
