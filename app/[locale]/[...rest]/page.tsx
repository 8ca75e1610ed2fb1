import { notFound } from 'next/navigation'

/** An address nobody answers, so that it ends on the not-found page of its own language. */
export default function UnknownPage(): never {
  notFound()
}
