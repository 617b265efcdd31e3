import { defineTexts } from '@mortise/ui'

export const commandTexts = defineTexts('command', {
  zh: {
    saveFirst: '先保存再执行「{name}」？',
    saveFirstText: '有未保存的更改。操作针对已保存的记录，因此会先保存。',
    saveAndRun: '保存并执行',
    saveNew: '新记录要先保存，才能执行「{name}」。',
    commands: '操作',
    more: '更多操作',
    print: '打印「{name}」',
    rowMenu: '此记录的操作',
    openRecord: '打开',
    triedOut: '预览中不会真的执行操作。',
  },
  en: {
    saveFirst: 'Save before “{name}”?',
    saveFirstText: 'There are unsaved changes. The action works on what is saved, so they are saved first.',
    saveAndRun: 'Save and run',
    saveNew: 'Save the new record before running “{name}”.',
    commands: 'Actions',
    more: 'More actions',
    print: 'Print “{name}”',
    rowMenu: 'Actions on this record',
    openRecord: 'Open',
    triedOut: 'Actions are not run in the preview.',
  },
})
