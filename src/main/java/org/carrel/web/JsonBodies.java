package org.carrel.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.carrel.problem.Problems;

/**
 * Bounds JSON bodies, which become objects in memory, far below the files that the same server
 * takes; what was sent without its length is counted as it comes. And makes one problem of all the
 * ways in which a body is not the JSON that a call takes, none of which quotes it.
 */
@Provider
public class JsonBodies implements ReaderInterceptor {

    /** A thousand ids and a conversation are a tenth of it. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int BAD_REQUEST = 400;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return context.proceed();
        }
        Bounded body = new Bounded(context.getInputStream());
        context.setInputStream(body);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException e) {
            // The reader may have wrapped what the stream threw.
            if (body.left < 0) {
                throw Problems.tooLarge("A JSON body may have 1 MB at most.");
            }
            if (e instanceof JsonProcessingException
                    || e instanceof WebApplicationException refused
                            && refused.getResponse().getStatus() == BAD_REQUEST) {
                throw Problems.invalid("The body is not the JSON that this call takes.");
            }
            throw e;
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("the body is too large");
            }
        }
    }
}
