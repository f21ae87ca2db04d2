package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Utils;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeTokenizersTest {

    @TempDir private static Path folder;

    @Test
    void tokenizersStayOfflineAndUnpackWhereTheyAreTold() {
        NativeTokenizers.prepare(folder);
        assertTrue(Utils.isOfflineMode());
        assertEquals(folder, Utils.getEngineCacheDir());
    }
}
