import type { EntityRecord } from '@mortise/data'
import { fieldRuntimes, fieldTypes } from '@mortise/kinds/runtime'
import { type RuntimeServices, useLanguage, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { galleryTexts } from './gallery-texts.ts'
import { ids, sampleApp } from './sample-app.ts'

/** What inputs and cells need of a running app, for the sample app. */
export function useSampleServices(): RuntimeServices {
  const t = useText(galleryTexts)
  const language = useLanguage()
  return useMemo(() => {
    const app = sampleApp(fieldTypes)
    const named = (id: string, name: string): EntityRecord => ({ id, version: 1, name })
    const records = [named(ids.record, '榫卯科技有限公司'), named(ids.other, 'Anna Berg GmbH')]
    return {
      app,
      language,
      timeZone: 'Asia/Shanghai',
      workspace: 'main',
      userId: ids.person,
      departmentId: null,
      fieldRuntimes,
      people: [{ id: ids.person, name: t('person'), departmentId: ids.department, active: true }],
      departments: [{ id: ids.department, name: t('department'), parentId: null }],
      query: () => Promise.resolve({ records, next: null, previous: null }),
      openRecord: () => undefined,
      canCreate: () => false,
      upload: (file) => Promise.resolve({ id: ids.record, name: file.name, size: file.size, type: file.type }),
      fileUrl: () => '/favicon.svg',
    }
  }, [language, t])
}
