import { defineTexts } from '../text/define-texts.ts'

/** Words of save states and confirmations. */
export const feedbackTexts = defineTexts('feedback', {
  zh: {
    unsaved: '有未保存的更改',
    saving: '正在保存…',
    saved: '已保存',
    failed: '保存失败',
    offline: '离线，恢复连接后可保存',
    undo: '撤销',
    undoFailed: '撤销失败',
    copyId: '错误编号 {id}',
  },
  en: {
    unsaved: 'Unsaved changes',
    saving: 'Saving…',
    saved: 'Saved',
    failed: 'Not saved',
    offline: 'Offline, save when connected',
    undo: 'Undo',
    undoFailed: 'Could not undo',
    copyId: 'Error id {id}',
  },
})
