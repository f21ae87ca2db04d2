package org.carrel.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KernelCheckTest {

    private static final float[] RIGHT = {100, -3, 0};
    private static final float[] SUMMED_OTHERWISE = {100.001f, -3.001f, 0.001f};
    private static final float[] WRONG = {100, -3, 1};
    private static final float[] NO_NUMBER = {100, Float.NaN, 0};

    @Test
    void ownProductsThatAgreeWithJlamasAreUsed() {
        Products products =
                KernelCheck.products(
                        SUMMED_OTHERWISE,
                        RIGHT,
                        () -> {
                            throw new AssertionError("nobody else has to be asked");
                        });
        assertEquals(Products.OWN, products);
    }

    @Test
    void jlamasAreUsedWhereOwnOnesAreWrong() {
        assertEquals(Products.JLAMA, KernelCheck.products(WRONG, SUMMED_OTHERWISE, () -> RIGHT));
        assertEquals(Products.JLAMA, KernelCheck.products(NO_NUMBER, RIGHT, () -> RIGHT));
    }

    @Test
    void ownProductsAreKeptWhereJlamasAreWrong() {
        assertEquals(Products.OWN, KernelCheck.products(RIGHT, WRONG, () -> SUMMED_OTHERWISE));
    }

    @Test
    void whereBothAreWrongNoModelIsOpened() {
        assertThrows(
                UnusableModelException.class,
                () -> KernelCheck.products(WRONG, NO_NUMBER, () -> RIGHT));
    }
}
