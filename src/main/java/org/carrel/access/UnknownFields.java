package org.carrel.access;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Refuses the fields that an {@link AskedPart} does not know. */
@Singleton
class UnknownFields extends DeserializationProblemHandler implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(this);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object part,
            String name)
            throws IOException {
        Class<?> type = part instanceof Class<?> each ? each : part.getClass();
        if (AskedPart.class.isAssignableFrom(type)) {
            throw UnrecognizedPropertyException.from(
                    parser, type, name, deserializer.getKnownPropertyNames());
        }
        return false;
    }
}
