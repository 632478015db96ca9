// Dates as the reader's own clock shows them. Words are in the language of the page; the clock (12 or 24 hours) follows the device.
import { locale, t } from "./words.js";

const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const longDayWithYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const tickDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

export const timeOf = (date) => clock.format(date);

export const sameDay = (a, b) => a.toDateString() === b.toDateString();

export function dayName(date, today = new Date()) {
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(date, today)) return t("Today");
  if (sameDay(date, yesterday)) return t("Yesterday");
  return (date.getFullYear() === today.getFullYear() ? longDay : longDayWithYear).format(date);
}

/** A diary date such as "2026-11-20" is a day on the calendar, not an instant: it must not shift with the time zone. */
export function calendarDay(text) {
  const [year, month, day] = text.split("-").map(Number);
  return new Date(year, month - 1, day);
}

export const shortDate = (text) => shortDay.format(calendarDay(text));
export const tickDate = (text) => tickDay.format(calendarDay(text));
/** Whole days between two diary dates; noon would not matter here, but summer time does, hence the rounding. */
export const daysBetween = (from, to) => Math.round((calendarDay(to) - calendarDay(from)) / 86_400_000);
