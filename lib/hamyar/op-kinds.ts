import type { GroupOp } from './group-op'

// Apart from the shapes, so that a phone's bundle has no parser.

/** Operations of a group's own book: the group's alone, read by no office. */
export const isBookOp = (kind: string) => kind === 'hg-entry' || kind === 'hg-reverse'
export const isGroupKind = (kind: string) => kind.startsWith('hg-')
export const isGroupOp = <T extends { kind: string }>(op: T): op is Extract<T, { kind: GroupOp['kind'] }> =>
  isGroupKind(op.kind)

/** The place of an operation: what replaces it is about the same. Each line of a book is a place of its own. */
export function placeOfGroupOp(op: GroupOp): string {
  return op.kind === 'hg-event' ? 'event' : op.kind === 'hg-mark' ? op.member : op.id
}
