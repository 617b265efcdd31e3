import { defineErrors } from '@mortise/core'

/** What somebody hears who opens or sends a public form. Nothing in it tells of records or of the inside of the app. */
export const publicFormErrors = defineErrors({
  PUBLIC_FORM_UNKNOWN: {
    status: 404,
    en: 'There is no form under this link. It may have been replaced by another one.',
    zh: '这个链接下没有表单，它可能已更换。',
  },
  PUBLIC_FORM_CLOSED: { status: 404, en: '"{title}" is closed.', zh: '「{title}」已结束。' },
  PUBLIC_FORM_NOT_OPEN: {
    status: 404,
    en: '"{title}" opens on {opens}.',
    zh: '「{title}」将于 {opens} 开始。',
  },
  PUBLIC_FORM_FULL: {
    status: 404,
    en: '"{title}" has as many answers as were asked for. Thank you for your interest.',
    zh: '「{title}」的名额已满，感谢关注。',
  },
  PUBLIC_FORM_ANSWERED: {
    status: 404,
    en: 'You have answered "{title}" already. Thank you.',
    zh: '您已经填写过「{title}」，谢谢。',
  },
  PUBLIC_FORM_SUSPECT: {
    status: 400,
    en: 'This looks as if it was sent by a program. Wait a moment and send it again.',
    zh: '这次提交像是程序发出的，请稍等片刻再提交一次。',
  },
  PUBLIC_FORM_STALE: {
    status: 409,
    en: 'The form has been open for a long time. Send it again.',
    zh: '表单打开的时间太久，请再提交一次。',
  },
  PUBLIC_FORM_BUSY: {
    status: 409,
    en: 'Your answer is just being taken. Wait a moment.',
    zh: '您的填写正在提交，请稍候。',
  },
  PUBLIC_FORM_UNFIT: {
    status: 409,
    en: 'The form cannot take answers at the moment. Please tell whoever gave you the link.',
    zh: '表单目前无法接收填写，请告知给您链接的人。',
  },
  PUBLIC_FORM_DUPLICATE: {
    status: 409,
    en: 'What you filled in is known already: "{title}" takes it only once.',
    zh: '您填写的内容已经登记过，「{title}」只登记一次。',
  },
  PUBLIC_FORM_NO_FILES: { status: 404, en: 'This form takes no files.', zh: '这个表单不接收文件。' },
  PUBLIC_FORM_UNPUBLISHED: {
    status: 404,
    en: 'The public form "{form}" is not published yet. Publish the app first.',
    zh: '公开表单「{form}」还没有发布，请先发布应用。',
  },
})
