import { Alert } from '@patternfly/react-core';
import { type Model, SHIPPED_ENCODER } from '../api/models';
import { MAIN } from '../app/main';
import { useApi } from '../signin/SessionContext';
import { ConfirmDialog } from './ConfirmDialog';
import { encoderName, gateOf } from './modelsModel';
import { Scores } from './Scores';
import { useOperations } from './useOperations';

interface Props {
  /** None is the one that came with Carrel, which needs no evaluation. */
  readonly model?: Model;
  readonly onClose: () => void;
}

/** Has everything embedded by another encoder, which finds from then on. */
export function EncoderDialog({ model, onClose }: Props) {
  const { models } = useApi();
  const { list, reload, say } = useOperations();
  const gate = model ? gateOf(model, list) : 'passed';
  const passed = gate === 'passed';
  const name = model?.name ?? SHIPPED_ENCODER;
  const evaluation = gate === 'outdated' ? undefined : model?.evaluation;
  const done = () => {
    say({ title: `Documents are being embedded by ${encoderName(name)}`, variant: 'info' });
    onClose();
    reload();
    document.getElementById(MAIN)?.focus();
  };
  return (
    <ConfirmDialog
      title={`Find passages by ${encoderName(name)}${passed ? '' : ' all the same'}?`}
      confirm={passed ? 'Embed everything' : 'Embed everything all the same'}
      isDanger={!passed}
      {...(passed ? {} : { reasonHelp: 'Why it is to find nevertheless. It is kept in the audit log.' })}
      call={(reason) => models.findBy(name, passed ? undefined : reason)}
      onDone={done}
      onClose={onClose}
    >
      {!passed && (
        <Alert isInline isPlain component="p" variant="warning" title="It has not passed its evaluation">
          {evaluation?.verdict ?? 'Nothing says that it finds as well as the one in use.'}
        </Alert>
      )}
      <p>
        Every document is embedded again by <strong>{encoderName(name)}</strong>, beside the indexes that are searched
        now. {encoderName(list.encoder.active)} finds until that is done, also what is brought in meanwhile.
      </p>
      {model && evaluation && <Scores evaluation={evaluation} candidate={model} />}
      <p className="carrel-small carrel-muted">
        With many documents this takes hours and slows other work. Until the end it can be cancelled, and nothing has
        changed then. Your password may be asked for again.
      </p>
    </ConfirmDialog>
  );
}
