import { defineTexts } from '@mortise/ui'

export const apiTexts = defineTexts('api', {
  zh: {
    network: '无法连接服务器，请检查网络后重试。',
    server: '服务器返回了意外的结果（{status}）。',
    tooLarge: '内容太大，服务器拒绝接收。',
    unexpected: '出现了意外错误。',
    uploadAborted: '上传已取消。',
  },
  en: {
    network: 'The server cannot be reached. Check the connection and try again.',
    server: 'The server gave an unexpected answer ({status}).',
    tooLarge: 'Too large: the server refused it.',
    unexpected: 'An unexpected error occurred.',
    uploadAborted: 'The upload was cancelled.',
  },
})
