/** Every word of the phone's own screens: messages/<locale>/phone.json as it stands. */
export type PhoneLabels = typeof import('@/messages/fa/phone.json')
