import { createCell } from '#application/ports/live.ts'
import { isId, type ConsultationId, type MeetingId, type PaperId } from '#domain/kernel/ids.ts'

export type MeetingTab = 'agenda' | 'papers' | 'remarks' | 'people'
export type ReadingGoal = { readonly page: number; readonly find: string }
export type Place =
  | { readonly screen: 'meetings' }
  | { readonly screen: 'meeting'; readonly meeting: MeetingId; readonly tab: MeetingTab }
  | { readonly screen: 'editor'; readonly meeting: MeetingId }
  | { readonly screen: 'room'; readonly meeting: MeetingId }
  | { readonly screen: 'minutes'; readonly meeting: MeetingId }
  /** What hangs on the wall of the room. */
  | { readonly screen: 'room-screen'; readonly meeting: MeetingId }
  | {
      readonly screen: 'reader'
      readonly meeting: MeetingId
      readonly paper: PaperId
      readonly beside: PaperId | null
      /** Where to begin and what to show there; not part of the address. */
      readonly goal?: ReadingGoal
      /** Begins by following the presenter; not part of the address. */
      readonly follows?: boolean
    }
  | { readonly screen: 'consultations' }
  | { readonly screen: 'consultation'; readonly meeting: MeetingId; readonly consultation: ConsultationId }
  | { readonly screen: 'tasks' }
  | { readonly screen: 'decisions' }
  | { readonly screen: 'statistics' }
  | { readonly screen: 'search' }
  | { readonly screen: 'organisation' }
  | { readonly screen: 'settings' }

export function pathOf(place: Place): string {
  switch (place.screen) {
    case 'meetings':
      return '/'
    case 'meeting':
      return `/meetings/${place.meeting}${place.tab === 'agenda' ? '' : `/${place.tab}`}`
    case 'editor':
      return `/meetings/${place.meeting}/edit`
    case 'room':
      return `/meetings/${place.meeting}/room`
    case 'minutes':
      return `/meetings/${place.meeting}/minutes`
    case 'room-screen':
      return `/meetings/${place.meeting}/screen`
    case 'reader':
      return `/meetings/${place.meeting}/read/${place.paper}${place.beside ? `/${place.beside}` : ''}`
    case 'consultations':
      return '/consultations'
    case 'consultation':
      return `/consultations/${place.meeting}/${place.consultation}`
    case 'decisions':
      return '/decisions'
    case 'statistics':
      return '/statistics'
    case 'tasks':
      return '/tasks'
    case 'search':
      return '/search'
    case 'organisation':
      return '/organisation'
    case 'settings':
      return '/settings'
  }
}

export function placeOf(path: string): Place {
  const [space, id = '', part, paper = '', beside = ''] = path.split('/').filter(Boolean)
  if (
    space === 'organisation' ||
    space === 'settings' ||
    space === 'search' ||
    space === 'tasks' ||
    space === 'decisions' ||
    space === 'statistics'
  )
    return { screen: space }
  if (space === 'consultations')
    return isId('m', id) && isId('c', part ?? '')
      ? { screen: 'consultation', meeting: id as MeetingId, consultation: part as ConsultationId }
      : { screen: 'consultations' }
  if (space !== 'meetings' || !isId('m', id)) return { screen: 'meetings' }
  const meeting = id as MeetingId
  if (part === 'room') return { screen: 'room', meeting }
  if (part === 'minutes') return { screen: 'minutes', meeting }
  if (part === 'screen') return { screen: 'room-screen', meeting }
  if (part === 'edit') return { screen: 'editor', meeting }
  if (part === 'read' && isId('t', paper)) {
    return {
      screen: 'reader',
      meeting,
      paper: paper as PaperId,
      beside: isId('t', beside) ? (beside as PaperId) : null,
    }
  }
  return {
    screen: 'meeting',
    meeting,
    tab: part === 'papers' || part === 'remarks' || part === 'people' ? part : 'agenda',
  }
}

const key = (place: Place) => pathOf(place)

/** Where the person is, kept in the address so that back, reload and links work. */
export function createRouter(
  history: Pick<History, 'pushState' | 'replaceState' | 'back'>,
  location: Pick<Location, 'pathname'>,
) {
  const place = createCell<Place>(placeOf(location.pathname))
  return {
    place,
    go(next: Place): void {
      if (key(next) === key(place.get())) return
      history.pushState(null, '', pathOf(next))
      place.set(next)
    },
    replace(next: Place): void {
      history.replaceState(null, '', pathOf(next))
      place.set(next)
    },
    back: () => history.back(),
    /** The browser's own back and forward. */
    arrive: () => place.set(placeOf(location.pathname)),
  }
}
export type Router = ReturnType<typeof createRouter>
