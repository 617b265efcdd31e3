import { defineErrors } from '@mortise/core'

/** What somebody hears who opens or uses a link to answer. Nothing in it tells of records or of people. */
export const answerLinkErrors = defineErrors({
  ANSWER_LINK_UNKNOWN: {
    status: 404,
    en: 'There is nothing under this link. Check that it was copied as a whole.',
    zh: '这个链接无效，请检查是否复制完整。',
  },
  ANSWER_LINK_USED: {
    status: 410,
    en: 'This has been answered already. Thank you.',
    zh: '您已经答复过了，谢谢。',
  },
  ANSWER_LINK_EXPIRED: {
    status: 410,
    en: 'This link is out of date. Please ask whoever sent it for another one.',
    zh: '链接已过期，请联系给您链接的人重新获取。',
  },
  ANSWER_LINK_WITHDRAWN: {
    status: 410,
    en: 'This link was withdrawn. Please ask whoever sent it for another one.',
    zh: '链接已撤回，请联系给您链接的人重新获取。',
  },
  ANSWER_LINK_EARLY: {
    status: 409,
    en: 'Your answer is not asked for yet. Please come back a little later.',
    zh: '现在还不需要答复，请稍后再打开。',
  },
  ANSWER_LINK_OVER: {
    status: 410,
    en: 'An answer is not needed any more. Thank you.',
    zh: '已不再需要答复，谢谢。',
  },
  ANSWER_NOT_TAKEN: {
    status: 409,
    en: 'Your answer could not be taken just now. Please try again a little later, or turn to whoever sent you the link.',
    zh: '暂时无法提交您的答复，请稍后再试，或联系给您链接的人。',
  },
  ANSWER_COMMENT_MISSING: {
    status: 400,
    en: 'Please say what is wrong, so that it can be seen to.',
    zh: '请说明哪里有问题，以便我们处理。',
  },
  ANSWER_LINK_NOT_YOURS: {
    status: 403,
    en: 'Whoever has a part in this process can hand out its link.',
    zh: '只有参与此流程的人可以取得答复链接。',
  },
})
