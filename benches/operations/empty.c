/* A firmware without cryptography. */
int main(void)
{
    return 0;
}
