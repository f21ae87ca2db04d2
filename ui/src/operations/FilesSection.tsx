import { Title } from '@patternfly/react-core';
import type { Model, ModelFile } from '../api/models';
import { diskSize } from './modelsModel';

/** The files that a model consists of, and those that it was made from. */
export function FilesSection({ model }: { model: Model }) {
  return (
    <section className="carrel-operations-section" aria-labelledby="files-title">
      <Title headingLevel="h3" size="md" id="files-title">
        Files
      </Title>
      <FileTable caption="Here" files={model.files} />
      {model.sources.length > 0 && <FileTable caption="What it was made from" files={model.sources} />}
    </section>
  );
}

function FileTable({ caption, files }: { caption: string; files: readonly ModelFile[] }) {
  return (
    <div className="carrel-scrolled" role="region" aria-label={`Files: ${caption}`} tabIndex={0}>
      <table className="carrel-table carrel-files">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Size</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, bytes, sha256 }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="carrel-size">{diskSize(bytes)}</td>
              <td>
                <code className="carrel-small carrel-hash">{sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
