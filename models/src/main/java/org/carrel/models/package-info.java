/**
 * Models on this machine: how they come in, how they are trusted, how they run.
 *
 * <p>{@link org.carrel.models.LanguageModel} writes sentences, {@link
 * org.carrel.models.EmbeddingModel} turns text into vectors. Both are described by a {@link
 * org.carrel.models.ModelDescription} whose hash goes into the audit log with every answer.
 *
 * <p>{@link org.carrel.models.ModelImport} brings a model in, offline, from parts that a {@link
 * org.carrel.models.ModelManifest} pins by hash or from any {@link org.carrel.models.ModelSource}
 * (GGUF, a folder of Hugging Face's, a LoRA adapter, ONNX), and leaves a folder that an {@link
 * org.carrel.models.ImportedModel} describes.
 *
 * <p>Invariant: only files whose SHA-256 was checked are loaded. This module knows neither the
 * server nor its documents; text reaches it as an argument and leaves as a result.
 */
@NullMarked
package org.carrel.models;

import org.jspecify.annotations.NullMarked;
