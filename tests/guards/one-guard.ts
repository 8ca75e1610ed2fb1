/** Commands that one of the two guards leaves to the other, and why that is enough. */
export const ONE_GUARD: Record<string, { lacks: 'database' | 'application'; why: string }> = {
  'access/api-token/revokeApiToken': {
    lacks: 'application',
    why: 'her own token, which she may always take back, whatever role is left to her',
  },
  'sync/withdraw-device/withdrawDevice': {
    lacks: 'application',
    why: 'her own phone, lost or stolen: whoever it belongs to takes it out of use without asking',
  },
  'picture/calendar-feed/openFeed': {
    lacks: 'database',
    why: 'an address of her own; for an account that does not exist a key refuses it, not a policy',
  },
  'picture/calendar-feed/closeFeed': {
    lacks: 'database',
    why: 'an address of her own; an account that does not exist has none to close',
  },
  'picture/export-picture/exportPicture': {
    lacks: 'database',
    why: 'the names of counties, which everybody reads, and noughts: nothing of anybody is in it',
  },
  'picture/saved-view/saveView': {
    lacks: 'database',
    why: 'a view of her own; for an account that does not exist a key refuses it, not a policy',
  },
  'workshops/print-hours/printHours': {
    lacks: 'application',
    why: 'her own hours, which a facilitator prints as she reads them',
  },
}
