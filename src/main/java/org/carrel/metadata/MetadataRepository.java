package org.carrel.metadata;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.UUID;

@Repository
interface MetadataRepository {

    @Query("from Metadata where documentId = :document order by field")
    List<MetadataEntity> of(UUID document);

    @Insert
    void insert(MetadataEntity metadata);

    @Update
    void update(MetadataEntity metadata);

    @Delete
    void delete(MetadataEntity metadata);
}
