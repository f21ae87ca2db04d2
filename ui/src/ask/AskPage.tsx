import { useCallback, useEffect, useRef, useState } from 'react';
import { useOpenCollection } from '../access/CollectionGate';
import type { Citation } from '../api/types';
import { useKeys } from '../app/useKeys';
import { askable, type Source } from '../documents/sourceModel';
import { SourcesPanel } from '../documents/SourcesPanel';
import { useSources } from '../documents/useSources';
import { type Place, placeOf } from '../viewer/routes';
import { ViewerPane } from '../viewer/ViewerPane';
import { historyOf, isRunning, neighbour, type Turn, walkable } from './answerModel';
import { Conversation } from './Conversation';
import { useConversation } from './ConversationsContext';
import { filterOf, WIDE } from './narrowing';
import type { Options } from './QuestionBox';
import './desk.css';

/** The desk of one collection: sources left, conversation in the centre, the page right. */
export function AskPage() {
  const { id, name, kind } = useOpenCollection();
  // Another collection is another desk: nothing of the last one stays on it.
  return <Desk key={id} collectionId={id} name={name} kind={kind} />;
}

interface DeskProps {
  readonly collectionId: string;
  readonly name: string;
  readonly kind: 'matter' | 'patient';
}

function Desk({ collectionId, name, kind }: DeskProps) {
  const sources = useSources(collectionId);
  const conversation = useConversation(collectionId);
  const [unchecked, setUnchecked] = useState<ReadonlySet<string>>(new Set());
  const [options, setOptions] = useState<Options>({ narrowing: WIDE, compare: false });
  const [place, setPlace] = useState<Place>();
  const [cited, setCited] = useState<{ turn: number; citation: Citation }>();
  const box = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<Element | null>(null);

  const asked = askable(sources.sources, unchecked);
  const indexed = askable(sources.sources, new Set());
  const onAsk = (question: string) => {
    const { narrowing, compare } = options;
    const filter = filterOf(narrowing);
    const comparing = compare && asked.length > 1;
    const some = comparing || asked.length !== indexed.length;
    conversation.ask({
      question,
      collections: [collectionId],
      ...(some ? { documents: asked.map(({ document }) => document.id) } : {}),
      ...(filter ? { filter } : {}),
      ...(comparing ? { compare: true } : {}),
      history: historyOf(conversation.turns),
    });
  };
  const onWord = (turn: Turn) => conversation.ask({ ...turn.asked, route: 'generate' });

  const onCite = useCallback((turn: number, citation: Citation) => {
    opener.current = document.activeElement;
    setCited({ turn, citation });
    setPlace(placeOf(citation));
  }, []);
  const onOpen = useCallback(({ document: opened }: Source) => {
    opener.current = document.activeElement;
    setCited(undefined);
    const version = opened.searchableVersion ?? opened.version;
    setPlace({ documentId: opened.id, documentName: opened.name, version, page: 1 });
  }, []);
  const onGo = useCallback((to: Place) => {
    setCited(undefined);
    setPlace(to);
  }, []);
  const close = useCallback(() => {
    setPlace(undefined);
    setCited(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }, []);

  const turn = conversation.turns.find(({ id }) => id === cited?.turn) ?? conversation.turns.at(-1);
  const step = (by: 1 | -1) => {
    const next = turn && neighbour(walkable(turn), cited?.citation, by);
    if (turn && next) onCite(turn.id, next);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '/': () => box.current?.focus(),
    ...(place ? { Escape: close } : {}),
  });
  useEffect(() => {
    document.title = `${name} · Carrel`;
    return () => {
      document.title = 'Carrel';
    };
  }, [name]);

  const onCheck = useCallback((ids: readonly string[], checked: boolean) => {
    setUnchecked((before) => {
      const after = new Set(before);
      for (const id of ids) checked ? after.delete(id) : after.add(id);
      return after;
    });
  }, []);

  return (
    <div className="carrel-desk" data-viewer={place !== undefined}>
      <SourcesPanel sources={sources} unchecked={unchecked} onCheck={onCheck} onOpen={onOpen} />
      <Conversation
        name={name}
        kind={kind}
        turns={conversation.turns}
        running={conversation.turns.some(isRunning)}
        sources={sources}
        asked={asked.length}
        indexed={indexed.length}
        cited={cited}
        box={box}
        options={options}
        onOptions={setOptions}
        onAsk={onAsk}
        onWord={onWord}
        onStop={conversation.stop}
        onClear={conversation.clear}
        onCite={onCite}
      />
      {place && (
        <ViewerPane
          collectionId={collectionId}
          place={place}
          onGo={onGo}
          onChanged={sources.listed.reload}
          onClose={close}
          onStep={turn && walkable(turn).length > 0 ? step : undefined}
          besides
        />
      )}
    </div>
  );
}
