namespace Nof1Agent.Stats.Estimators;

/// <summary>Cholesky factor of a small symmetric matrix stored as its lower triangle, row by row.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the triangle by its factor; false, with a zero pivot where it stopped, when the matrix is not positive definite in floating point.</summary>
    internal static bool Factor(Span<double> triangle, int size)
    {
        for (var j = 0; j < size; j++)
        {
            var row = triangle.Slice(j * (j + 1) / 2, j + 1);
            for (var k = 0; k <= j; k++)
            {
                var other = triangle.Slice(k * (k + 1) / 2, k + 1);
                var sum = row[k];
                for (var m = 0; m < k; m++)
                    sum -= row[m] * other[m];
                if (k < j)
                    row[k] = sum / other[k];
                else if (sum > 0 && double.IsFinite(sum))
                    row[k] = Math.Sqrt(sum);
                else
                {
                    row[k] = 0;
                    return false;
                }
            }
        }
        return true;
    }
}
