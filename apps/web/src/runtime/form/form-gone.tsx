import { Button, defineTexts, EmptyState, Modal, useText } from '@mortise/ui'

const goneTexts = defineTexts('formGone', {
  zh: {
    title: '表单不在了',
    text: '这个操作要打开的表单已被删除，或者不适用于您。请联系应用的设计者。',
    close: '关闭',
  },
  en: {
    title: 'The form is not there',
    text: 'The form that this action opens was deleted, or is not for you. Tell whoever designs the app.',
    close: 'Close',
  },
})

/** Stands where a form would be that an action names and that is not there for the user. */
export function FormGone({ title, onClose }: { title: string; onClose(): void }) {
  const t = useText(goneTexts)
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <EmptyState
        icon="forms"
        title={t('title')}
        text={t('text')}
        actions={
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        }
      />
    </Modal>
  )
}
