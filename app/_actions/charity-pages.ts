import { dayOf as dayTyped, formsUnder } from './form'

export const { doing, onward } = formsUnder(/^\/(fa|en)\/office\/charities[\w/?=&#-]*$/, '/[locale]/office')
/** An agreement may end after this century's. */
export const dayOf = (form: FormData, name: string) => dayTyped(form, name, 1500)
