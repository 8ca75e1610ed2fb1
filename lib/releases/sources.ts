import type { PublicRelease, PublicSource } from './public-release'

/** Where the plan's aims, legal bases and targets were announced. */
export const ANNOUNCEMENT: PublicSource = {
  title: {
    fa: 'افتتاحیهٔ طرح ملی توان‌افزایی و تاب‌آوری اجتماعی در جوامع محلی',
    en: 'Opening of the National Plan for Social Empowerment and Resilience in Local Communities',
  },
  publisher: {
    fa: 'روابط عمومی استانداری آذربایجان غربی',
    en: 'Public relations of the West Azerbaijan Governor-General’s office',
  },
  dated: null,
  href: null,
}

/** What the sources state, told with its source and never as a measured figure. */
export const QUOTATIONS: PublicRelease['quotations'] = [
  {
    text: {
      fa: 'برای ۶۲۵ نفر از جوامع محلی در ۲۵ محلهٔ کم‌برخوردار، ۶۰ ساعت نشست آموزشی–مشارکتی در نظر گرفته شده است.',
      en: '60 hours of training-participatory sessions are foreseen for 625 people of local communities in 25 under-served neighbourhoods.',
    },
    source: ANNOUNCEMENT,
  },
]
