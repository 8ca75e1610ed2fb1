/**
 * What a finger sends beside its click. React hears each of them twice at the document and makes objects of them, though
 * no part of a register listens: on a phone slowed twenty times that is longer than storing the tap.
 */
const UNHEARD = [
  'touchstart',
  'touchend',
  'pointerover',
  'pointerout',
  'pointerdown',
  'pointerup',
  'gotpointercapture',
  'lostpointercapture',
  'mouseover',
  'mouseout',
  'mousedown',
  'mouseup',
] as const

/** Ends them before React. Whoever wants one listens at the window, while it goes down. Until the returned function is called. */
export function leaveUnheard(): () => void {
  const end = (event: Event) => event.stopPropagation()
  const how = { capture: true, passive: true }
  for (const type of UNHEARD) window.addEventListener(type, end, how)
  return () => {
    for (const type of UNHEARD) window.removeEventListener(type, end, how)
  }
}
